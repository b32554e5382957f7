package dev.coldbrew.build;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A class of our own making beside the function's main class: calls its {@code main}, and hands what that throws to our
 * runtime, which posts it as a failed initialisation. Doing the same by reflection costs 8 ms of each cold start.
 *
 * @param name its binary name; in the main class's package, so that the latter need not be public
 * @param file relative to the root of a class path
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record StartClass(String name, Path file, byte[] content) {
    private static final ClassDesc MAIN_FAILURE = ClassDesc.of("dev.coldbrew.runtime.MainFailure");
    private static final MethodTypeDesc MAIN =
            MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_String.arrayType());
    private static final MethodTypeDesc REPORT = MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_Throwable);

    /** Whether the function has our runtime, to which failures can be handed. */
    static boolean isPossible(MainClass mainClass, MergedClasses all) {
        return mainClass.classic() && all.files().containsKey("dev/coldbrew/runtime/MainFailure.class");
    }

    static StartClass of(MainClass mainClass) {
        String name = mainClass.name() + "$ColdbrewStart";
        byte[] content = ClassFile.of()
                .build(
                        ClassDesc.of(name),
                        type -> type.withVersion(ClassFile.JAVA_21_VERSION, 0)
                                .withFlags(ClassFile.ACC_PUBLIC | ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC)
                                .withMethodBody(
                                        "main",
                                        MAIN,
                                        ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC,
                                        code -> code.trying(
                                                        body -> body.aload(0)
                                                                .invokestatic(
                                                                        ClassDesc.of(mainClass.name()), "main", MAIN),
                                                        catches -> catches.catchingAll(handler ->
                                                                handler.invokestatic(MAIN_FAILURE, "report", REPORT)))
                                                .return_()));
        return new StartClass(name, Path.of(name.replace('.', '/') + ".class"), content);
    }

    /** Writes it into a folder of a class path. */
    void writeTo(Path folder) throws IOException {
        Path target = folder.resolve(file);
        Files.createDirectories(Objects.requireNonNull(target.getParent()));
        Files.write(target, content);
    }
}
