package dev.coldbrew.platform.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coldbrew.platform.Await;
import dev.coldbrew.platform.Zips;
import dev.coldbrew.platform.functions.FunctionException.Conflict;
import dev.coldbrew.platform.functions.FunctionException.NotFound;
import dev.coldbrew.platform.functions.FunctionException.StaleRevision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionsTest {
    private static final FunctionArn ARN = new FunctionArn("us-east-1", "000000000000", "f");
    private static final byte[] ONE = Zips.bootstrap("one");
    private static final byte[] TWO = Zips.bootstrap("two");

    @TempDir
    Path folder;

    private final List<String> changes = new CopyOnWriteArrayList<>();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-02T03:04:05.678Z"));
    private DataDirectory directory;
    private Functions functions;

    @BeforeEach
    void open() throws IOException {
        directory = DataDirectory.open(folder);
        functions = Functions.open(
                directory, CodeLimits.AWS, (arn, revision) -> changes.add(arn.name() + " " + revision), now::get);
    }

    @AfterEach
    void close() throws IOException {
        functions.close();
        directory.close();
    }

    private static FunctionSettings settings() {
        return new FunctionSettings(
                "provided.al2023",
                "arn:aws:iam::000000000000:role/r",
                "bootstrap",
                "",
                3,
                128,
                512,
                "x86_64",
                "PassThrough",
                Map.of("KEY", "value"),
                LoggingSettings.defaults("f"));
    }

    private FunctionConfiguration latest() {
        return functions.find(ARN).orElseThrow().latest();
    }

    private FunctionConfiguration createActive(byte[] zip) {
        functions.create(ARN, settings(), Map.of(), zip);
        return awaitActive();
    }

    private FunctionConfiguration awaitActive() {
        Await.until("Active", () -> latest().lifeCycle() == LifeCycle.ACTIVE);
        return latest();
    }

    @Test
    @DisplayName("C-10, C-11: a new function is Pending, then Active with its code unpacked")
    void becomesActive() {
        FunctionConfiguration created = functions.create(ARN, settings(), Map.of("t", "v"), ONE);
        assertThat(created.lifeCycle()).isEqualTo(LifeCycle.CREATING);
        assertThat(created.lastModified()).isEqualTo(now.get());

        FunctionConfiguration active = awaitActive();
        assertThat(active.settings()).isEqualTo(settings());
        assertThat(functions.find(ARN).orElseThrow().tags()).isEqualTo(Map.of("t", "v"));
        FunctionVersion version = functions.versionToInvoke(ARN);
        assertThat(version.taskRoot().resolve("bootstrap")).hasContent("one").isExecutable();
        assertThat(version.revisionId()).isEqualTo(active.revisionId());
        assertThat(version.environment()).isEqualTo(Map.of("KEY", "value"));
        assertThat(version.timeout()).isEqualTo(Duration.ofSeconds(3));
        Await.until("told", () -> changes.equals(List.of("f " + active.revisionId())));
    }

    @Test
    @DisplayName("C-22: RevisionId changes at create, at Active, at the start and at the end of an update")
    void changesTheRevision() {
        Set<String> revisions = new HashSet<>();
        revisions.add(functions.create(ARN, settings(), Map.of(), ONE).revisionId());
        revisions.add(awaitActive().revisionId());
        revisions.add(functions.updateCode(ARN, TWO, null, null, false).revisionId());
        revisions.add(awaitActive().revisionId());
        revisions.add(functions.updateSettings(ARN, null, s -> s).revisionId());
        revisions.add(awaitActive().revisionId());

        assertThat(revisions).hasSize(6);
    }

    @Test
    @DisplayName("C-20, C-24: an update shows at once, while invocations run the old code until it is complete")
    void updates() {
        FunctionConfiguration before = createActive(ONE);

        FunctionConfiguration updating = functions.updateCode(ARN, TWO, "arm64", before.revisionId(), false);
        assertThat(updating.lifeCycle()).isEqualTo(LifeCycle.UPDATING);
        assertThat(updating.code()).isNotEqualTo(before.code());

        FunctionConfiguration after = awaitActive();
        assertThat(after.code()).isEqualTo(updating.code());
        assertThat(after.settings().architecture()).isEqualTo("arm64");
        assertThat(functions.versionToInvoke(ARN).taskRoot().resolve("bootstrap"))
                .hasContent("two");
    }

    /** Runs {@code body} while no change can complete: a change under way holds the lock that completing takes. */
    private void withoutCompletions(Runnable body) {
        FunctionArn other = new FunctionArn("us-east-1", "000000000000", "other");
        functions.create(other, settings(), Map.of(), ONE);
        Await.until("Active", () -> functions.find(other).orElseThrow().serving() != null);
        functions.updateSettings(other, null, unchanged -> {
            body.run();
            return unchanged;
        });
    }

    @Test
    @DisplayName("C-24: while an update is in progress another is refused, and the old version serves")
    void refusesTwoUpdatesAtOnce() {
        FunctionConfiguration before = createActive(ONE);
        withoutCompletions(() -> {
            functions.updateCode(ARN, TWO, null, null, false);

            String message =
                    "The operation cannot be performed at this time. An update is in progress for resource: " + ARN;
            assertThatThrownBy(() -> functions.updateSettings(ARN, null, s -> s))
                    .isInstanceOf(Conflict.class)
                    .hasMessage(message);
            assertThatThrownBy(() -> functions.updateCode(ARN, ONE, null, null, false))
                    .isInstanceOf(Conflict.class)
                    .hasMessage(message);
            assertThat(functions.versionToInvoke(ARN).codeSha256())
                    .isEqualTo(before.code().base64Sha256());
            assertThat(functions.versionToInvoke(ARN).revisionId()).isEqualTo(before.revisionId());
        });
        assertThat(awaitActive().code()).isNotEqualTo(before.code());
    }

    @Test
    @DisplayName("C-24, I-10: a Pending function can be neither updated nor invoked, but deleted")
    void refusesWhilePending() {
        withoutCompletions(() -> {
            functions.create(ARN, settings(), Map.of(), TWO);

            String message = "The operation cannot be performed at this time."
                    + " The function is currently in the following state: Pending";
            assertThatThrownBy(() -> functions.versionToInvoke(ARN))
                    .isInstanceOf(Conflict.class)
                    .hasMessage(message);
            assertThatThrownBy(() -> functions.updateSettings(ARN, null, s -> s))
                    .isInstanceOf(Conflict.class)
                    .hasMessage(message);
            functions.delete(ARN);
        });
        functions.close(); // waits for the background
        assertThat(functions.find(ARN))
                .as("completing in the background doesn't bring it back")
                .isEmpty();
    }

    @Test
    @DisplayName("C-20: a dry run shows what would be and changes nothing")
    void dryRunChangesNothing() {
        FunctionConfiguration before = createActive(ONE);

        FunctionConfiguration would = functions.updateCode(ARN, TWO, "arm64", null, true);

        assertThat(would.code()).isNotEqualTo(before.code());
        assertThat(would.settings().architecture()).isEqualTo("arm64");
        assertThat(latest()).isEqualTo(before);
    }

    @Test
    @DisplayName("C-23: a stale RevisionId is refused")
    void refusesAStaleRevision() {
        FunctionConfiguration active = createActive(ONE);

        assertThatThrownBy(() -> functions.updateCode(ARN, TWO, null, "stale", false))
                .isInstanceOf(StaleRevision.class)
                .hasMessage("The Revision Id provided does not match the latest Revision Id. Call the"
                        + " GetFunction/GetAlias API to retrieve the latest Revision Id");
        assertThatThrownBy(() -> functions.updateSettings(ARN, "stale", s -> s)).isInstanceOf(StaleRevision.class);
        assertThat(latest()).isEqualTo(active);
    }

    @Test
    @DisplayName("C-17: a name is taken once")
    void refusesAnExistingName() {
        createActive(ONE);

        assertThatThrownBy(() -> functions.create(ARN, settings(), Map.of(), TWO))
                .isInstanceOf(Conflict.class)
                .hasMessage("Function already exist: f");
    }

    @Test
    @DisplayName("C-28, C-29: a deleted function is gone, and its name free")
    void deletes() {
        createActive(ONE);
        functions.delete(ARN);

        assertThat(functions.find(ARN)).isEmpty();
        assertThat(functions.list()).isEmpty();
        assertThatThrownBy(() -> functions.delete(ARN)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> functions.versionToInvoke(ARN)).isInstanceOf(NotFound.class);
        assertThat(changes).last().isEqualTo("f null");
        createActive(TWO);
    }

    @Test
    void codeThatNobodyReferencesIsRemovedWhenNoEnvironmentCanRunItAnyMore() throws IOException {
        createActive(ONE);
        FunctionArn other = new FunctionArn("us-east-1", "000000000000", "other");
        functions.create(other, settings(), Map.of(), TWO);
        Await.until("Active", () -> functions.find(other).orElseThrow().serving() != null);
        String one = latest().code().sha256();
        functions.updateCode(ARN, TWO, null, null, false);
        awaitActive();
        assertThat(code()).contains(one, one + ".zip");

        now.updateAndGet(instant -> instant.plus(Duration.ofMinutes(21)));
        functions.delete(ARN); // any change looks for such code
        assertThat(code()).doesNotContain(one, one + ".zip");
        assertThat(code()).as("the other function has it").hasSize(2);
        assertThat(functions.versionToInvoke(other).taskRoot()).exists();
    }

    @Test
    void whatIsKeptIsThereAfterARestart() throws IOException {
        FunctionConfiguration active = createActive(ONE);
        FunctionVersion version = functions.versionToInvoke(ARN);
        close();
        Files.createDirectories(folder.resolve("code/unpack123/half"));
        Files.createFile(folder.resolve("code/upload123.tmp"));
        open();

        assertThat(latest()).isEqualTo(active);
        assertThat(functions.versionToInvoke(ARN)).isEqualTo(version);
        assertThat(code()).as("what a killed service left is removed").hasSize(2);
    }

    @Test
    @DisplayName("A change that a killed service left half done is completed by the next one")
    void completesHalfDoneChanges() throws IOException {
        createActive(ONE);
        FunctionConfiguration updating = functions.updateCode(ARN, TWO, null, null, false);
        awaitActive();
        close();
        // As if the kill had come before the update was complete: stored as begun, and not unpacked.
        FunctionStore store = new FunctionStore(folder.resolve("coldbrew.db"));
        Function kept = store.all().getFirst();
        store.save(kept.withLatest(updating));
        Path unpacked = folder.resolve("code").resolve(updating.code().sha256());
        Files.delete(unpacked.resolve("bootstrap"));
        Files.delete(unpacked);
        open();

        FunctionConfiguration active = awaitActive();
        assertThat(active.code()).isEqualTo(updating.code());
        assertThat(functions.versionToInvoke(ARN).taskRoot().resolve("bootstrap"))
                .hasContent("two");
    }

    @Test
    @DisplayName("Code that can't be unpacked makes an update fail; what was there before keeps serving")
    void failsAnUpdate() throws IOException {
        FunctionConfiguration before = createActive(ONE);
        FunctionConfiguration updating = functions.updateCode(ARN, TWO, null, null, false);
        awaitActive();
        close();
        FunctionStore store = new FunctionStore(folder.resolve("coldbrew.db"));
        store.save(new Function(updating, before, Map.of()));
        Path unpacked = folder.resolve("code").resolve(updating.code().sha256());
        Files.delete(unpacked.resolve("bootstrap"));
        Files.delete(unpacked);
        Files.writeString(folder.resolve("code").resolve(updating.code().sha256() + ".zip"), "no zip");
        open();

        Await.until("failed", () -> latest().lifeCycle() == LifeCycle.UPDATE_FAILED);
        assertThat(latest().failure()).contains("could not be unpacked").doesNotContain(folder.toString());
        assertThat(functions.find(ARN).orElseThrow().serving()).isEqualTo(before);
    }

    @Test
    @DisplayName("Two services on one data folder: the second is refused")
    void refusesASecondService() {
        assertThatThrownBy(() -> DataDirectory.open(folder))
                .isInstanceOf(DataDirectory.InUseException.class)
                .hasMessageContaining("in use by another local Lambda (process "
                        + ProcessHandle.current().pid() + ")")
                .hasMessageContaining("--data");
    }

    @Test
    void whatCantBeUsedAsDataFolderIsRefusedAndLeftAlone() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "mine");
        assertThatThrownBy(() -> DataDirectory.open(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the data folder " + file + " can't be used")
                .hasMessageContaining("--data");

        Path database = folder.resolve("other/coldbrew.db");
        Files.createDirectories(database.getParent());
        Files.writeString(database, "this is no database, ".repeat(100));
        try (DataDirectory other = DataDirectory.open(database.getParent())) {
            assertThatThrownBy(() -> Functions.open(other, CodeLimits.AWS, (arn, revision) -> {}, now::get))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("can't be read; choose another data folder with --data");
        }
        assertThat(database).hasContent("this is no database, ".repeat(100));
    }

    @Test
    @DisplayName("E-02, E-05: LoggingConfig JSON gives the function its log variables, unless it has its own")
    void passesTheLogFormatOn() {
        createActive(ONE);
        LoggingSettings logging = new LoggingSettings("JSON", "DEBUG", null, "group");
        functions.updateSettings(ARN, null, s -> with(logging, Map.of("KEY", "value")));
        awaitActive();
        assertThat(functions.versionToInvoke(ARN).environment())
                .isEqualTo(Map.of("KEY", "value", "AWS_LAMBDA_LOG_FORMAT", "JSON", "AWS_LAMBDA_LOG_LEVEL", "DEBUG"));
        assertThat(functions.versionToInvoke(ARN).logGroup()).isEqualTo("group");

        functions.updateSettings(ARN, null, s -> with(logging, Map.of("AWS_LAMBDA_LOG_LEVEL", "WARN")));
        awaitActive();
        assertThat(functions.versionToInvoke(ARN).environment()).containsEntry("AWS_LAMBDA_LOG_LEVEL", "WARN");
    }

    private static FunctionSettings with(LoggingSettings logging, Map<String, String> environment) {
        FunctionSettings s = settings();
        return new FunctionSettings(
                s.runtime(),
                s.role(),
                s.handler(),
                s.description(),
                s.timeoutSeconds(),
                s.memoryMb(),
                s.ephemeralStorageMb(),
                s.architecture(),
                s.tracingMode(),
                environment,
                logging);
    }

    private List<String> code() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("code"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
