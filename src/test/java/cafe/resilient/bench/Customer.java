/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.Socket;

/**
 * One connection kept alive, over which orders go by REST. HTTP by hand: on a machine of two cores a comfortable client
 * would take as much of them as the server it measures.
 */
public final class Customer implements AutoCloseable {

    /** Longer than any order may take, so that a hang is seen as one. In milliseconds. */
    private static final int PATIENCE = 30_000;

    private final int port;
    private Socket socket;
    private InputStream in;
    private int status;

    public Customer(int port) throws IOException {
        this.port = port;
        connect();
    }

    private void connect() throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** On a new connection, as a customer whom the front lets go of after each answer. */
    void reconnect() throws IOException {
        socket.close();
        connect();
    }

    /** Orders a table under that name, and answers what the cafe said. */
    public String order(String name) throws IOException {
        return post(
                "/api/orders",
                "{\"name\":\"" + name + "\",\"people\":2,\"at\":\"2030-03-01T19:30\",\"text\":\"by the window\"}");
    }

    /** Answers the body; see {@link #status}. */
    String post(String path, String json) throws IOException {
        byte[] body = json.getBytes(UTF_8);
        String head =
                "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length + "\r\n\r\n";
        socket.getOutputStream().write((head + json).getBytes(UTF_8));
        status = Integer.parseInt(line().split(" ")[1]);
        int length = 0;
        for (String header = line(); !header.isEmpty(); header = line()) {
            if (header.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                length = Integer.parseInt(header.substring(15).strip());
            } else if (header.regionMatches(true, 0, "Transfer-Encoding:", 0, 18)) {
                throw new IOException("not expected: " + header);
            }
        }
        return new String(in.readNBytes(length), UTF_8);
    }

    /** Of the last answer. */
    public int status() {
        return status;
    }

    static JsonObject json(String body) {
        try (var reader = Json.createReader(new StringReader(body))) {
            return reader.readObject();
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the server hung up");
            }
            line.append((char) c);
        }
        return new String(line.toString().getBytes(ISO_8859_1), UTF_8).stripTrailing();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
