/**
 * The Maven plugin: reads a project's configuration, and has the rest done by {@code dev.coldbrew.build} and
 * {@code dev.coldbrew.cli} in a Java of their own, since Maven's may be too old for them.
 */
package dev.coldbrew.maven;
