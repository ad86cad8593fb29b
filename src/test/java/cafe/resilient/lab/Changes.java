/* SPDX-License-Identifier: Apache-2.0 */
package cafe.resilient.lab;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * What is to be carried from region to region: the last change of each item, as it was read, the last one read being the
 * winner. Knows the writes that it asked for itself when they are read back, and carries them no further.
 */
final class Changes {
    /** One item of a table. */
    record Item(String table, Map<String, AttributeValue> key) {}

    /** @param image empty: the item was deleted */
    record Write(String region, Item item, Map<String, AttributeValue> image) {
        WriteRequest request() {
            return image.isEmpty()
                    ? WriteRequest.builder()
                            .deleteRequest(delete -> delete.key(item.key))
                            .build()
                    : WriteRequest.builder().putRequest(put -> put.item(image)).build();
        }
    }

    private record Change(String region, Map<String, AttributeValue> image, boolean everywhere) {}

    private final Collection<String> regions;
    private final Map<Item, Change> changes = new LinkedHashMap<>();
    /** Writes that were asked for and not yet read back, by region. */
    private final Map<String, Map<Item, Map<String, AttributeValue>>> own = new HashMap<>();

    Changes(Collection<String> regions) {
        this.regions = regions;
        regions.forEach(region -> own.put(region, new HashMap<>()));
    }

    /** In that region the item became that; to be told in the order in which it happened there. */
    void read(String region, Item item, Map<String, AttributeValue> image) {
        if (own.get(region).remove(item, image)) {
            // what the region's clients did to it just before is newer and was overwritten: it is written again there
            // too
            changes.computeIfPresent(
                    item,
                    (same, before) -> before.region.equals(region) ? new Change(region, before.image, true) : before);
        } else {
            changes.put(item, new Change(region, image, false));
        }
    }

    /** All that happened there until now was read: a write that did not come back changed nothing. */
    void readAll(String region) {
        own.get(region).clear();
    }

    /** The writes that make the regions equal; from now on they are awaited. */
    List<Write> due() {
        List<Write> writes = new ArrayList<>();
        changes.forEach((item, change) -> regions.stream()
                .filter(region -> change.everywhere || !region.equals(change.region))
                .forEach(region -> writes.add(new Write(region, item, change.image))));
        writes.forEach(write -> own.get(write.region).put(write.item, write.image));
        return writes;
    }

    /** They are written. */
    void done() {
        changes.clear();
    }

    boolean none() {
        return changes.isEmpty();
    }
}
