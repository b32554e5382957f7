package dev.coldbrew.cli.doctor;

import dev.coldbrew.build.toolchain.Machine;
import dev.coldbrew.build.toolchain.MuslCompiler;
import dev.coldbrew.build.toolchain.MuslZlib;
import java.nio.file.Path;
import java.util.Optional;

/** A static zlib beside musl, which Java's native code is linked with. */
record MuslZlibCheck() implements Check {
    private static final String NAME = "zlib for musl";
    private static final String ENABLES = "static native executables";

    @Override
    public Finding look(Machine machine) throws InterruptedException {
        Optional<MuslCompiler> compiler = MuslCompiler.find(machine, machine.architecture());
        if (compiler.isEmpty()) {
            return Finding.missing(NAME, ENABLES, MuslCompiler.INSTALL).because("there is no musl-gcc");
        }
        return MuslZlib.find(machine, compiler.get())
                .map(zlib -> Finding.found(
                        NAME,
                        ENABLES,
                        zlib.folder()
                                .map(Path::toString)
                                .orElse("on the path of " + compiler.get().path())))
                .orElseGet(() -> Finding.missing(NAME, ENABLES, MuslZlib.INSTALL));
    }
}
