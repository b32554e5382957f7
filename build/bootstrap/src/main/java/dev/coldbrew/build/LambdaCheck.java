package dev.coldbrew.build;

import dev.coldbrew.inspect.Architecture;
import dev.coldbrew.inspect.LambdaOs;
import dev.coldbrew.inspect.Verdict;
import dev.coldbrew.inspect.Verdict.Target;
import dev.coldbrew.inspect.ZipReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Whether Lambda runs what was packed, in the words of {@code coldbrew inspect}: a JDK may need a newer glibc than Lambda has. */
final class LambdaCheck {
    private LambdaCheck() {}

    /** What a user should know of this zip before deploying it for this machine and provided.al2023; empty when it is fine. */
    static List<String> warnings(Path zip) throws IOException {
        ZipReport report = ZipReport.of(zip);
        List<String> warnings = new ArrayList<>();
        Verdict verdict = report.verdict(new Target(LambdaOs.PROVIDED_AL2023, Architecture.ofThisMachine()));
        if (!verdict.runs()) {
            warnings.add(verdict.reason());
        }
        warnings.addAll(report.warnings());
        return warnings;
    }
}
