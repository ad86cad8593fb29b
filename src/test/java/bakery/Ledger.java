/* SPDX-License-Identifier: Apache-2.0 */
package bakery;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/** One sum, as plain Jakarta EE code keeps it. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class Ledger {

    @PersistenceContext
    private EntityManager entityManager;

    public void add(int cents) {
        entityManager
                .createNativeQuery("update bakery.till set cents = cents + :cents")
                .setParameter("cents", cents)
                .executeUpdate();
    }

    public long balance() {
        return (Long) entityManager
                .createNativeQuery("select cents from bakery.till", Long.class)
                .getSingleResult();
    }

    /** Takes that long. */
    public void audit(int seconds) {
        entityManager
                .createNativeQuery("select 1 from pg_sleep(:seconds)", Integer.class)
                .setParameter("seconds", seconds)
                .getSingleResult();
    }

    /** A bug. */
    public long guess() {
        return entityManager
                .createQuery("select count(*) from NoSuchEntity", Long.class)
                .getSingleResult();
    }
}
