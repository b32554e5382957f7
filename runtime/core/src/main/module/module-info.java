/** Turns a plain main into an AWS Lambda function. */
module dev.coldbrew.runtime {
    exports dev.coldbrew.runtime;

    provides java.lang.System.LoggerFinder with
            dev.coldbrew.runtime.log.LambdaLoggerFinder;
}
