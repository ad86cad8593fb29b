/* SPDX-License-Identifier: Apache-2.0 */
package lending;

import cafe.resilient.platform.CommandRepository;
import jakarta.ejb.Stateless;

/** The table of members. */
@Stateless
public class MemberRepository extends CommandRepository<RegisterMember> {

    public MemberRepository() {
        super(RegisterMember.class, Member.class);
    }
}
