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
import java.util.regex.Pattern;

/**
 * Answers under the site's own names alone: addresses are made of the host that was asked for, and a foreign one would lead
 * customers away. Those are localhost, addresses of this machine, and what cafe.hosts names.
 */
public class HostFilter extends HttpFilter {

    private static final String BYTE = "(25[0-5]|2[0-4]\\d|1\\d\\d|\\d?\\d)";
    private static final Pattern ADDRESS =
            Pattern.compile("(" + BYTE + "\\.){3}" + BYTE + "|[0-9a-f.]{0,45}:[0-9a-f:.]{0,45}");

    @Inject
    private Settings settings;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        // a balancer's check comes by whatever name, or by none with HTTP/1.0
        boolean check = request.getServletPath().equals("/ready");
        if (check || isOurs(request)) {
            chain.doFilter(request, response);
        } else {
            Problem.send(
                    response,
                    421,
                    "This server does not serve a site of that name. Its administrator names them in cafe.hosts.");
        }
    }

    private boolean isOurs(HttpServletRequest request) {
        String asked = request.getHeader("Host"); // or what was forwarded: it stands here, too
        if (asked != null && asked.startsWith("[") && asked.indexOf(']') < 0) {
            return false; // Undertow looks for the second bracket and fails
        }
        String host = request.getServerName().toLowerCase(Locale.ROOT);
        return settings.hosts().contains(host) || isOfThisMachine(host);
    }

    /** Never asks DNS: what is no address by its characters is none. */
    static boolean isOfThisMachine(String host) {
        if (host.equals("localhost")) {
            return true;
        }
        String address = host.replaceAll("^\\[|\\]$", "");
        if (!ADDRESS.matcher(address).matches()) {
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
