/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.suite;

import org.junit.platform.suite.api.IncludeClassNamePatterns;
import org.junit.platform.suite.api.IncludeTags;
import org.junit.platform.suite.api.SelectPackages;
import org.junit.platform.suite.api.Suite;

/** The tests whose verdict depends on the processors being free: they run after all others. */
@Suite
@SelectPackages("cafe.resilient")
@IncludeClassNamePatterns(".*IT")
@IncludeTags("alone")
class AloneSuite {}
