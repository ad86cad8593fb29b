/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * DynamoDB Local on the loopback interface alone, as a program of its own: its own main class listens on every
 * interface. Started with DynamoDB Local's class path, which must not meet ours (the AWS SDK in it is another one), hence
 * reflection. A store in memory and a port of its own for each of its arguments, which are the names of regions, in one JVM:
 * a second one would cost seconds of every start. It prints the ports, a line each, and ends when its input does, so that it
 * does not outlive the lab.
 */
public final class QueueServer {
    private static final String LOCAL = "software.amazon.dynamodb.services.local.server.";
    private static final String JETTY = "org.eclipse.jetty.server.";

    private QueueServer() {}

    public static void main(String[] arguments) throws ReflectiveOperationException, IOException {
        PrintStream answers = System.out;
        System.setOut(System.err);
        for (String ignored : arguments) {
            answers.println(start());
        }
        while (System.in.read() >= 0) {
            // nothing is said on it but its end
        }
        System.exit(0);
    }

    /** Telemetry is never set up here (and is switched off by the environment too). */
    private static int start() throws ReflectiveOperationException {
        Object requests = Class.forName(LOCAL + "LocalDynamoDBRequestHandler")
                .getConstructor(int.class, boolean.class, String.class, boolean.class, boolean.class)
                .newInstance(0, true, null, true, false);
        Object dynamodb = Class.forName(LOCAL + "LocalDynamoDBServerHandler")
                .getConstructor(Class.forName(LOCAL + "DynamoDBRequestHandler"), String.class)
                .newInstance(requests, null);
        Class<?> handler = Class.forName(JETTY + "Handler");
        Object context =
                Class.forName(JETTY + "handler.ContextHandler").getConstructor().newInstance();
        call(context, "setHandler", handler, dynamodb);
        Object server = Class.forName(JETTY + "Server")
                .getConstructor(InetSocketAddress.class)
                .newInstance(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        call(server, "setHandler", handler, context);
        server.getClass().getMethod("start").invoke(server);
        Object connector =
                ((Object[]) server.getClass().getMethod("getConnectors").invoke(server))[0];
        return (int) connector.getClass().getMethod("getLocalPort").invoke(connector);
    }

    private static void call(Object target, String name, Class<?> type, Object argument)
            throws ReflectiveOperationException {
        Method method = target.getClass().getMethod(name, type);
        method.invoke(target, argument);
    }
}
