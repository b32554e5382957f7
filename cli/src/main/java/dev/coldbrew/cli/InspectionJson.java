package dev.coldbrew.cli;

import dev.coldbrew.inspect.Architecture;
import dev.coldbrew.inspect.Binary;
import dev.coldbrew.inspect.ElfFile;
import dev.coldbrew.inspect.Inspection;
import dev.coldbrew.inspect.LambdaOs;
import dev.coldbrew.inspect.Verdict;
import dev.coldbrew.inspect.Verdict.Target;
import dev.coldbrew.inspect.ZipReport;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An inspection for programs. A member that doesn't apply is left out; sizes are in bytes. */
final class InspectionJson {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private InspectionJson() {}

    static String of(Inspection inspection) {
        ObjectNode root = JSON.createObjectNode();
        root.put("file", inspection.file().toString()).put("size", inspection.size());
        switch (inspection) {
            case Inspection.OfFile of -> root.set("binary", binary(of.binary()));
            case Inspection.OfZip of -> root.set("zip", zip(of.report()));
        }
        ArrayNode verdicts = root.putArray("verdicts");
        for (LambdaOs os : LambdaOs.values()) {
            for (Architecture architecture : Architecture.values()) {
                Verdict verdict = inspection.verdict(new Target(os, architecture));
                verdicts.addObject()
                        .put("runtime", os.id())
                        .put("architecture", architecture.id())
                        .put("verdict", verdict.outcome().name().toLowerCase(Locale.ROOT))
                        .put("reason", verdict.reason());
            }
        }
        return root.toPrettyString();
    }

    private static ObjectNode zip(ZipReport report) {
        ObjectNode zip = JSON.createObjectNode();
        zip.put("entries", report.entries())
                .put("unzippedSize", report.unzippedSize())
                .put("unzippedLimit", ZipReport.MAX_UNZIPPED);
        ArrayNode layout = zip.putArray("layout");
        report.layout()
                .forEach(part -> layout.addObject()
                        .put("name", part.name())
                        .put("size", part.size())
                        .put("files", part.files()));
        report.files().bootstrap().ifPresent(bootstrap -> {
            ObjectNode node = binary(bootstrap.binary());
            node.put("mode", String.format(Locale.ROOT, "%04o", bootstrap.mode()));
            zip.set("bootstrap", node);
        });
        ObjectNode libraries = zip.putObject("libraries");
        report.files().libraries().forEach((name, elf) -> libraries.set(name, elf(elf)));
        zip.set("strayFiles", JSON.valueToTree(report.strayFiles()));
        zip.set("badNames", JSON.valueToTree(report.badNames()));
        zip.set("warnings", JSON.valueToTree(report.warnings()));
        return zip;
    }

    private static ObjectNode binary(Binary binary) {
        return switch (binary) {
            case Binary.NotExecutable no ->
                JSON.createObjectNode().put("form", "no executable").put("reason", no.reason());
            case Binary.Script script -> {
                ObjectNode node =
                        JSON.createObjectNode().put("form", "script").put("interpreter", script.interpreter());
                script.argument().ifPresent(argument -> node.put("argument", argument));
                yield node;
            }
            case Binary.Elf elf -> elf(elf);
        };
    }

    private static ObjectNode elf(Binary.Elf elf) {
        ElfFile file = elf.file();
        ObjectNode node = JSON.createObjectNode()
                .put("form", "elf")
                .put("bits", file.bits())
                .put("byteOrder", file.byteOrder() == ByteOrder.LITTLE_ENDIAN ? "little" : "big")
                .put("machine", file.machine().name())
                .put("linkage", elf.linkage().id());
        file.interpreter().ifPresent(path -> node.put("interpreter", path));
        node.put("libc", elf.libc().family().id()).put("libcBecause", elf.libc().how());
        node.set("needed", JSON.valueToTree(file.dynamic().needed()));
        ObjectNode versions = node.putObject("glibcVersions");
        elf.glibcVersions().forEach((library, version) -> versions.put(library, version.toString()));
        file.dynamic().rpath().ifPresent(path -> node.put("rpath", path));
        file.dynamic().runpath().ifPresent(path -> node.put("runpath", path));
        node.put("stripped", file.stripped());
        node.set("sections", JSON.valueToTree(sections(file)));
        return node;
    }

    /** Of several sections with one name, the sizes together. */
    private static Map<String, Long> sections(ElfFile file) {
        Map<String, Long> sizes = new LinkedHashMap<>();
        file.sections().forEach(section -> sizes.merge(section.name(), section.size(), Long::sum));
        return sizes;
    }
}
