package dev.coldbrew.platform.functions;

import java.nio.file.Path;
import java.util.List;
import org.flywaydb.core.Flyway;
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

    private final Jdbi jdbi;
    private final ObjectMapper json = JsonMapper.shared();

    /** Opens the file, makes it if need be, and brings an older one up to date. */
    FunctionStore(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        Flyway.configure().dataSource(source).locations(MIGRATIONS).load().migrate();
        jdbi = Jdbi.create(source);
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
