/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.message;

import cafe.resilient.platform.Book;
import jakarta.ejb.Stateless;

/** The table of messages. */
@Stateless
public class MessageBook extends Book<SendMessage> {

    public MessageBook() {
        super(SendMessage.class, SentMessage.class);
    }
}
