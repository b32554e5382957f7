package dev.coldbrew.platform.server;

/** One operation of AWS's API. The class that implements it has its name. */
@FunctionalInterface
interface Operation {
    /**
     * Does it.
     *
     * @throws LambdaException what the user did wrong
     * @throws Exception anything else is a fault of this service
     */
    ApiResponse handle(ApiRequest request) throws Exception;
}
