/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.suite;

import org.junit.platform.suite.api.ExcludeTags;
import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** The tests that share one server and its lab, the cafe of {@link cafe.resilient.it.Cafe}. */
@Suite
@SelectPackages("cafe.resilient")
@IncludeClassNamePatterns(".*IT")
@ExcludeTags({"own-server", "alone"})
class SharedServerSuite {}
