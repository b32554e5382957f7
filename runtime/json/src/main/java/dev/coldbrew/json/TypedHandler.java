package dev.coldbrew.json;

import dev.coldbrew.runtime.Context;

/**
 * A function from one type to another.
 *
 * @param <I> what events are decoded to
 * @param <O> what results are encoded from
 */
@FunctionalInterface
public interface TypedHandler<I, O> {

    /**
     * Handles one event.
     *
     * @param event the decoded event; an object type never gets JSON's {@code null}: that event can't be decoded
     * @param context what Lambda tells of this invocation
     * @return the result; null becomes JSON's {@code null}
     * @throws Exception anything: it becomes the function's error
     */
    O handle(I event, Context context) throws Exception;
}
