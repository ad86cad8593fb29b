/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.io.IOException;
import java.io.OutputStream;

/** What becomes of the bytes that pass a relay, one way. */
interface Wire {
    /** As they are. */
    Wire PLAIN = (chunk, length, out) -> out.write(chunk, 0, length);

    void carry(byte[] chunk, int length, OutputStream out) throws IOException;
}
