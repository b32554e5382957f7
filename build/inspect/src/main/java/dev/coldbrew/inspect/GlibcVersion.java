package dev.coldbrew.inspect;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version of glibc, as {@code 2.34} or, rarely, {@code 2.2.5}. */
public record GlibcVersion(int major, int minor, int patch) implements Comparable<GlibcVersion> {
    private static final Pattern SYMBOL_VERSION = Pattern.compile("GLIBC_(\\d{1,4})\\.(\\d{1,4})(?:\\.(\\d{1,4}))?");
    private static final Comparator<GlibcVersion> ORDER = Comparator.comparingInt(GlibcVersion::major)
            .thenComparingInt(GlibcVersion::minor)
            .thenComparingInt(GlibcVersion::patch);

    /**
     * The glibc that brought a symbol version such as {@code GLIBC_2.34}; empty for versions of other libraries, and for
     * {@code GLIBC_PRIVATE}.
     */
    public static Optional<GlibcVersion> ofSymbolVersion(String version) {
        if (version.equals("GLIBC_ABI_DT_RELR")) {
            return Optional.of(
                    new GlibcVersion(2, 36, 0)); // packed relocations, which older dynamic linkers don't know
        }
        Matcher matcher = SYMBOL_VERSION.matcher(version);
        return matcher.matches()
                ? Optional.of(new GlibcVersion(
                        Integer.parseInt(matcher.group(1)),
                        Integer.parseInt(matcher.group(2)),
                        matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3))))
                : Optional.empty();
    }

    @Override
    public int compareTo(GlibcVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + (patch == 0 ? "" : "." + patch);
    }
}
