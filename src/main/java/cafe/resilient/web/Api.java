/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.web;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The REST API. */
@ApplicationPath("/api")
public class Api extends Application {}
