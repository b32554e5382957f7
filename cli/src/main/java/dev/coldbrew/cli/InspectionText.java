package dev.coldbrew.cli;

import dev.coldbrew.inspect.Binary;
import dev.coldbrew.inspect.ElfFile.DynamicSection;
import dev.coldbrew.inspect.ElfFile.Section;
import dev.coldbrew.inspect.FunctionFiles;
import dev.coldbrew.inspect.GlibcVersion;
import dev.coldbrew.inspect.Inspection;
import dev.coldbrew.inspect.LambdaOs;
import dev.coldbrew.inspect.Verdict;
import dev.coldbrew.inspect.Verdict.Target;
import dev.coldbrew.inspect.ZipReport;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** An inspection for people. What is long is shortened: all of it is in the JSON. */
final class InspectionText {
    private static final int SECTIONS = 6;
    private static final int PARTS = 8;

    private final Inspection inspection;
    private final List<String> lines = new ArrayList<>();

    InspectionText(Inspection inspection) {
        this.inspection = inspection;
    }

    List<String> lines() {
        lines.add(inspection.file() + "  " + Console.megabytes(inspection.size()));
        switch (inspection) {
            case Inspection.OfFile of -> binary(of.binary());
            case Inspection.OfZip of -> zip(of.report());
        }
        lines.add("");
        for (LambdaOs os : LambdaOs.values()) {
            Target target = new Target(os, inspection.architecture());
            Verdict verdict = inspection.verdict(target);
            String mark = switch (verdict.outcome()) {
                case RUNS -> "✓";
                case UNSURE -> "?";
                case FAILS -> "✗";
            };
            lines.add(String.format(Locale.ROOT, "  %s %-24s %s", mark, target, verdict.reason()));
        }
        return lines;
    }

    private void row(String label, String value) {
        lines.add(String.format(Locale.ROOT, "  %-12s %s", label, value).stripTrailing());
    }

    private void zip(ZipReport report) {
        row(
                "form",
                "zip, " + report.entries() + " entries, " + Console.megabytes(report.unzippedSize()) + " unzipped of "
                        + Console.megabytes(ZipReport.MAX_UNZIPPED) + " that Lambda takes");
        String label = "layout";
        for (ZipReport.Part part : report.layout().stream().limit(PARTS).toList()) {
            row(
                    label,
                    String.format(
                            Locale.ROOT,
                            "%10s  %s%s",
                            Console.megabytes(part.size()),
                            part.name(),
                            part.name().endsWith("/")
                                    ? "  " + part.files() + (part.files() == 1 ? " file" : " files")
                                    : ""));
            label = "";
        }
        if (report.layout().size() > PARTS) {
            row("", "            and " + (report.layout().size() - PARTS) + " more");
        }
        report.files()
                .bootstrap()
                .map(FunctionFiles.Bootstrap::mode)
                .ifPresent(mode -> row("bootstrap", String.format(Locale.ROOT, "mode %04o", mode)));
        report.bootstrap().ifPresent(this::binary);
        int libraries = report.files().libraries().size();
        if (libraries > 0) {
            row("other ELF", libraries + (libraries == 1 ? " file" : " files") + newestGlibc(report));
        }
        report.warnings().forEach(warning -> row("warning", warning));
    }

    private static String newestGlibc(ZipReport report) {
        return report.files().libraries().values().stream()
                .flatMap(library -> library.glibcVersions().values().stream())
                .max(Comparator.naturalOrder())
                .map(version -> ", which need GLIBC_" + version + " at most")
                .orElse("");
    }

    private void binary(Binary binary) {
        switch (binary) {
            case Binary.NotExecutable no -> row("form", "no executable: it " + no.reason());
            case Binary.Script script ->
                row(
                        "form",
                        "script for " + script.interpreter()
                                + script.argument()
                                        .map(argument -> " " + argument)
                                        .orElse(""));
            case Binary.Elf elf -> elf(elf);
        }
    }

    private void elf(Binary.Elf elf) {
        String order = elf.file().byteOrder() == ByteOrder.LITTLE_ENDIAN ? "little" : "big";
        row(
                "form",
                "ELF " + elf.file().bits() + "-bit, " + order + "-endian, "
                        + elf.file().machine().name() + ", " + elf.linkage().id());
        row("libc", elf.libc().family().id() + ": " + elf.libc().how());
        elf.file().interpreter().ifPresent(path -> row("interpreter", path));
        Map<String, GlibcVersion> versions = elf.glibcVersions();
        String label = "needs";
        for (String library : elf.file().dynamic().needed()) {
            row(label, library + (versions.containsKey(library) ? "  GLIBC_" + versions.get(library) : ""));
            label = "";
        }
        DynamicSection dynamic = elf.file().dynamic();
        dynamic.rpath().ifPresent(path -> row("rpath", path));
        dynamic.runpath().ifPresent(path -> row("runpath", path));
        row("symbols", elf.file().stripped() ? "stripped" : "not stripped");
        String sections = elf.file().sections().stream()
                .sorted(Comparator.comparingLong(Section::size).reversed())
                .limit(SECTIONS)
                .map(section -> section.name() + " " + Console.megabytes(section.size()))
                .collect(Collectors.joining(", "));
        row("sections", sections.isEmpty() ? "none" : sections);
    }
}
