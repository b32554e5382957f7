/** Typed handlers over generated JSON adapters. */
module dev.coldbrew.json {
    exports dev.coldbrew.json;

    requires transitive dev.coldbrew.runtime;
    requires transitive io.avaje.jsonb;
}
