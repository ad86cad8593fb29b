/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessagesTest {
    private static final int VERSION_3 = 196_608;
    private static final int SSL = 80_877_103;

    /** A message with a letter, of zero-terminated texts. */
    static byte[] message(char type, String... texts) {
        byte[] body = texts.length == 0 ? new byte[0] : (String.join("\0", texts) + "\0").getBytes(UTF_8);
        return ByteBuffer.allocate(1 + Integer.BYTES + body.length)
                .put((byte) type)
                .putInt(Integer.BYTES + body.length)
                .put(body)
                .array();
    }

    static byte[] opening(int code, String text) {
        return ByteBuffer.allocate(2 * Integer.BYTES + text.length())
                .putInt(2 * Integer.BYTES + text.length())
                .putInt(code)
                .put(text.getBytes(UTF_8))
                .array();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static List<Message> byteByByte(Messages messages, byte[] bytes) {
        List<Message> found = new ArrayList<>();
        for (byte one : bytes) {
            found.addAll(messages.add(new byte[] {one}, 1));
        }
        return found;
    }

    @Test
    void aClientsMessagesAreFoundHoweverTheirBytesCome() {
        byte[] stream = joined(
                opening(VERSION_3, "user\0ada\0\0"), message('p', "secret"), message('Q', "select 1"), message('X'));

        List<Message> slowly = byteByByte(Messages.ofClient(), stream);
        List<Message> atOnce = Messages.ofClient().add(stream, stream.length);

        for (List<Message> found : List.of(slowly, atOnce)) {
            assertThat(found).extracting(Message::type).containsExactly(Message.OPENING, 'p', 'Q', 'X');
            assertThat(found.get(2).text(0)).isEqualTo("select 1");
            assertThat(joined(found.stream().map(Message::bytes).toArray(byte[][]::new)))
                    .isEqualTo(stream);
        }
    }

    @Test
    void afterARefusedEncryptionTheSessionOpensAsUsual() {
        Messages client = Messages.ofClient();
        Messages server = Messages.ofServer();

        assertThat(byteByByte(client, opening(SSL, ""))).singleElement().matches(Message::asksForEncryption);
        server.expectOneByte();
        List<Message> answers = byteByByte(server, joined(new byte[] {'N'}, message('Z')));
        List<Message> requests = byteByByte(client, joined(opening(VERSION_3, "\0"), message('S')));

        assertThat(answers).extracting(Message::type).containsExactly(Message.OPAQUE, 'Z');
        assertThat(requests).extracting(Message::type).containsExactly(Message.OPENING, 'S');
    }

    @Test
    void aServerTooBusyToAnswerTheRequestForEncryptionSaysSo() {
        Messages server = Messages.ofServer();
        server.expectOneByte();

        assertThat(byteByByte(server, message('E', "SFATAL", "C53300")))
                .extracting(Message::type)
                .containsExactly('E');
    }

    @Test
    void whatIsNoPostgresqlIsHandedOnAsItComes() {
        byte[] http = "GET / HTTP/1.1\r\n\r\n".getBytes(UTF_8);

        List<Message> found = byteByByte(Messages.ofClient(), http);

        assertThat(found).allMatch(message -> message.type() == Message.OPAQUE);
        assertThat(joined(found.stream().map(Message::bytes).toArray(byte[][]::new)))
                .isEqualTo(http);
    }

    @Test
    void aTextThatIsNotThereIsEmpty() {
        Message message = Messages.ofServer()
                .add(message('C', "COMMIT"), message('C', "COMMIT").length)
                .get(0);

        assertThat(message.text(0)).isEqualTo("COMMIT");
        assertThat(message.text(1)).isEmpty();
        assertThat(message.text(5)).isEmpty();
    }
}
