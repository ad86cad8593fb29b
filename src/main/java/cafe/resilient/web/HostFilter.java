/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.web;

import cafe.resilient.Settings;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.Locale;

/**
 * Answers under the site's own names alone: addresses are made of the host that was asked for, and a foreign one would lead
 * customers away. Those are localhost, addresses of this machine, and what cafe.hosts names.
 */
public class HostFilter extends HttpFilter {

    @Inject
    private Settings settings;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String host = request.getServerName().toLowerCase(Locale.ROOT);
        if (settings.hosts().contains(host) || isOfThisMachine(host)) {
            chain.doFilter(request, response);
        } else {
            Problem.send(
                    response,
                    421,
                    "This server does not serve a site of that name. Its administrator names them in cafe.hosts.");
        }
    }

    /** Never asks DNS: what is no address by its characters is none. */
    static boolean isOfThisMachine(String host) {
        if (host.equals("localhost")) {
            return true;
        }
        String address = host.replaceAll("^\\[|\\]$", "");
        if (!address.matches("(\\d{1,3}\\.){3}\\d{1,3}|[0-9a-f.]*:[0-9a-f:.]*")) {
            return false;
        }
        try {
            InetAddress found = InetAddress.getByName(address);
            return found.isLoopbackAddress() || NetworkInterface.getByInetAddress(found) != null;
        } catch (IOException e) {
            return false; // no address after all
        }
    }
}
