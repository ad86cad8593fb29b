/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.suite;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeTags;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** The tests that start what they need: servers, labs, scripts. They run beside those of the shared server. */
@Suite
@SelectPackages("cafe.resilient")
@IncludeClassNamePatterns(".*IT")
@IncludeTags("own-server")
class OwnServerSuite {}
