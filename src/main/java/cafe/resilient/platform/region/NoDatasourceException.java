/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform.region;

/** The server has no datasource for this region, or an administrator took it away: the region is not to be had. */
public class NoDatasourceException extends RuntimeException {

    NoDatasourceException(String name, Throwable cause) {
        super("The server has no datasource " + name, cause);
    }
}
