package dev.coldbrew.build;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What AWS Lambda takes at most. */
final class SizeLimits {
    /** Bytes of a zip that comes with the request itself. */
    static final long ZIPPED = 50L << 20;

    /** Bytes of all files unpacked, with layers. */
    static final long UNZIPPED = 250L << 20;

    private SizeLimits() {}

    /**
     * What a user should know of these sizes, in bytes; empty when they fit.
     *
     * @throws BuildException when there is no way to deploy such a function
     */
    static List<String> check(long zipped, long unzipped) {
        List<String> warnings = new ArrayList<>();
        if (unzipped > UNZIPPED) {
            throw new BuildException("The function has " + megabytes(unzipped) + " unpacked, AWS Lambda takes "
                    + megabytes(UNZIPPED) + " at most: leave out dependencies, or modules of the JDK");
        }
        if (zipped > ZIPPED) {
            warnings.add("function.zip has " + megabytes(zipped) + ", AWS Lambda takes " + megabytes(ZIPPED)
                    + " at most in a request: upload it to S3 and create the function from there");
        }
        return warnings;
    }

    static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1048576.0);
    }
}
