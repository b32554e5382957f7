package dev.coldbrew.runtime;

/** Makes the handler, inside the initialisation, so that its failure is reported as one. */
@FunctionalInterface
public interface HandlerFactory {

    /**
     * Makes the handler. Called once.
     *
     * @throws Exception anything: it is posted to {@code /runtime/init/error} and the process ends with a status other than 0
     */
    Handler create() throws Exception;
}
