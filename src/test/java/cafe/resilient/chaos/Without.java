/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.chaos;

import cafe.resilient.platform.pool.LateFlush;
import cafe.resilient.platform.replay.DeleteFirst;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;

/**
 * Switches one mechanism of the application off, so that a run must go red: POST /without?mechanism=NAME, or an empty name
 * for all on; answers 204. Only the server of a control ever has it, and the beans that ask it.
 */
@WebServlet("/without")
public class Without extends HttpServlet {

    /** What such a server's application gets. */
    static final List<Class<?>> CLASSES = List.of(
            Without.class,
            InsertAgain.class,
            DeleteFirst.class,
            NoRetry.class,
            NoFlush.class,
            NoCommitCheck.class,
            NoCommitCheck.HalfDestroyed.class,
            LateFlush.class,
            NoWatch.class);

    /** A server that is started again goes without it, too. */
    static final String PROPERTY = "cafe.without";

    private static volatile String off = System.getProperty(PROPERTY, "");

    /** @param mechanism as {@link Mechanism} names it */
    public static boolean is(String mechanism) {
        return off.equals(mechanism);
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
        off = request.getParameter("mechanism");
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }
}
