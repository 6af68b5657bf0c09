package uk.nsirs.intake.contact;

import java.util.List;

/**
 * Everything that is wrong with what was typed on a page.
 *
 * @param all in the order of the page
 */
record PageFaults(List<PageFault> all) {

    PageFaults {
        all = List.copyOf(all);
    }

    /** What stands beside the field. */
    public List<String> of(FormField field) {
        return of(field.pointer());
    }

    /** What stands beside the field of that name. */
    public List<String> of(String pointer) {
        return all.stream()
                .filter(fault -> fault.pointer().equals(pointer))
                .map(PageFault::detail)
                .toList();
    }

    /** Whether one of its fields is at fault. */
    public boolean in(FormItem item) {
        return item.fields().stream().anyMatch(field -> !of(field).isEmpty());
    }
}
