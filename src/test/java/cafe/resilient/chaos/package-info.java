/* SPDX-License-Identifier: Apache-2.0 */
/** The proof: customers whose every answer is recorded, random faults meanwhile, and a checker that compares the two. */
package cafe.resilient.chaos;
