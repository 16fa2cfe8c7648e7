package io.egress.web;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.function.Function;

/** Makes records whose components are known by name alone. */
final class Records {
    private Records() {}

    /** @param values of the components, in their order */
    static <R extends Record> R of(Class<R> type, Object[] values) {
        try {
            var types = Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("can't make a " + type, e);
        }
    }

    /** A record of the same type, each of whose components is that of the chosen one. */
    @SuppressWarnings("unchecked")
    static <R extends Record> R of(R example, Function<RecordComponent, R> choice) {
        var values = Arrays.stream(example.getClass().getRecordComponents())
                .map(component -> value(choice.apply(component), component))
                .toArray();
        return (R) of(example.getClass(), values);
    }

    private static Object value(Record record, RecordComponent component) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("can't read " + component, e);
        }
    }
}
