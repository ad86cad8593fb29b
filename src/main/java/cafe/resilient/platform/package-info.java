/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The Unified Data Platform: the only way to any data store, and what keeps an accepted command when one is lost.
 *
 * <p>An application writes four things: a {@link cafe.resilient.platform.Command}, which is a record; its row, a
 * {@link cafe.resilient.platform.CommandEntity}; its {@link cafe.resilient.platform.CommandRepository}, which enters it once; and a service
 * with {@link cafe.resilient.platform.Resilient} methods, which answer with a {@link cafe.resilient.platform.Receipt} or throw
 * {@link cafe.resilient.platform.RefusedException} or {@link cafe.resilient.platform.NotTakenException}. It gives the platform its
 * {@link cafe.resilient.platform.PlatformSettings} and {@link cafe.resilient.platform.NumberKeys}, and may observe
 * {@link cafe.resilient.platform.RegionEvent}s.
 *
 * <p>This package imports none of the packages below it. Those are internals, but for {@code status}.
 */
package cafe.resilient.platform;
