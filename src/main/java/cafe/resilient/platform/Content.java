/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.platform;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What makes two commands the same: the components of the record in their order, without the submission. */
final class Content {

    private static final ClassValue<List<RecordComponent>> COMPONENTS = new ClassValue<>() {
        @Override
        protected List<RecordComponent> computeValue(Class<?> type) {
            return Arrays.stream(type.getRecordComponents())
                    .filter(component -> !component.getName().equals("submission"))
                    .toList();
        }
    };

    private Content() {}

    static List<String> names(Class<? extends Command> command) {
        return COMPONENTS.get(command).stream().map(RecordComponent::getName).toList();
    }

    static Map<String, Object> of(Command command) {
        Map<String, Object> content = new LinkedHashMap<>();
        COMPONENTS
                .get(command.getClass())
                .forEach(component -> content.put(component.getName(), read(component, command)));
        return content;
    }

    static Object read(RecordComponent component, Object record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("An accessor of " + record.getClass() + " failed", e);
        }
    }
}
