/** Turns a plain {@code main} into an AWS Lambda function. */
module dev.coldbrew.runtime {
    exports dev.coldbrew.runtime;
}
