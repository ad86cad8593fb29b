/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.BasicValuedModelPart;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.query.NativeQuery;
import org.hibernate.type.BasicType;

/**
 * The statements that enter rows of one entity, each unless its number is in already. In SQL, made of the entity's mapping
 * once: Hibernate 6.6 translates an insert in HQL anew each time it is executed (its SqmInterpretationsKey has no key for
 * what is no query), and two hundred orders that wait for a cold server stood in each other's way for seconds (chaos, seed 2).
 */
final class Insertion {

    /** In the longer one of two statements: two texts, which server and driver prepare once. */
    static final int ROWS = 10;

    private final EntityMappingType entity;
    private final Map<String, BasicType<Object>> types = new LinkedHashMap<>();
    private final String one;
    private final String many;

    /** @param attributes of the row that are entered */
    Insertion(EntityManagerFactory factory, Class<? extends CommandEntity> row, List<String> attributes) {
        entity = factory.unwrap(SessionFactoryImplementor.class)
                .getMappingMetamodel()
                .getEntityDescriptor(row);
        attributes.forEach(name -> types.put(name, type(name)));
        one = sql(1);
        many = sql(ROWS);
    }

    String table() {
        return part("number").getContainingTableExpression();
    }

    String column(String attribute) {
        return part(attribute).getSelectionExpression();
    }

    /** The attribute's value as its column gets it. */
    Object stored(String attribute, Object value) {
        return types.get(attribute).convertToRelationalValue(value);
    }

    private BasicValuedModelPart part(String attribute) {
        return entity.findAttributeMapping(attribute).asBasicValuedModelPart();
    }

    @SuppressWarnings("unchecked")
    private BasicType<Object> type(String attribute) {
        return (BasicType<Object>) part(attribute).getJdbcMapping();
    }

    private String sql(int rows) {
        String columns = types.keySet().stream().map(this::column).collect(Collectors.joining(", "));
        String values = IntStream.range(0, rows)
                .mapToObj(i ->
                        types.keySet().stream().map(name -> ":" + name + i).collect(Collectors.joining(", ", "(", ")")))
                .collect(Collectors.joining(", "));
        return "insert into %s (%s) values %s on conflict (%s) do nothing"
                .formatted(table(), columns, values, column("number"));
    }

    /** One row, or {@value #ROWS}; answers how many were not in already. */
    int execute(EntityManager entityManager, List<Map<String, Object>> rows) {
        NativeQuery<?> insert =
                entityManager.createNativeQuery(rows.size() == 1 ? one : many).unwrap(NativeQuery.class);
        for (int i = 0; i < rows.size(); i++) {
            int index = i;
            Map<String, Object> row = rows.get(i);
            types.forEach((name, type) -> insert.setParameter(name + index, row.get(name), type));
        }
        return insert.executeUpdate();
    }
}
