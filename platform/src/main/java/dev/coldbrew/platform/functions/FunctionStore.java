package dev.coldbrew.platform.functions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** The functions on the disk, in one SQLite file. What {@link #save} returned from survives a kill or a power cut. */
final class FunctionStore {
    private static final String MIGRATIONS = "classpath:dev/coldbrew/platform/functions/migrations";

    private static final String NATIVE_CODE = "org.sqlite.tmpdir";

    private final Jdbi jdbi;
    private final ObjectMapper json = JsonMapper.shared();

    /**
     * Opens the file, makes it if need be, and brings an older one up to date.
     *
     * @throws IOException if it is no database, a damaged one, or one of a newer Coldbrew; it is left as it is
     */
    FunctionStore(Path file) throws IOException {
        keepNativeCodeIn(file.resolveSibling("native"));
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        try {
            Flyway.configure().dataSource(source).locations(MIGRATIONS).load().migrate();
        } catch (FlywayException e) {
            throw new IOException(
                    "the functions in " + file + " can't be read; choose another data folder with --data", e);
        }
        jdbi = Jdbi.create(source);
    }

    /**
     * The driver unpacks its native code once a JVM, and in the common temporary folder would leave it there whenever the
     * service is killed. In a folder of ours what the service before left can be removed: loaded code needs no file.
     */
    private static void keepNativeCodeIn(Path folder) throws IOException {
        if (Files.exists(folder)) {
            FolderTree.delete(folder);
        }
        if (System.getProperty(NATIVE_CODE) == null) {
            System.setProperty(
                    NATIVE_CODE, Files.createDirectory(folder).toAbsolutePath().toString());
        }
    }

    List<Function> all() {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT document FROM function")
                .mapTo(String.class)
                .map(document -> json.readValue(document, Function.class))
                .list());
    }

    void save(Function function) {
        jdbi.useHandle(handle -> handle.createUpdate("INSERT OR REPLACE INTO function (arn, document) VALUES (?, ?)")
                .bind(0, function.latest().arn().toString())
                .bind(1, json.writeValueAsString(function))
                .execute());
    }

    void delete(FunctionArn arn) {
        jdbi.useHandle(handle -> handle.createUpdate("DELETE FROM function WHERE arn = ?")
                .bind(0, arn.toString())
                .execute());
    }
}
