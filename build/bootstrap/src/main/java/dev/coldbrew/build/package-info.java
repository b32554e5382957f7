/**
 * Turns a function's classes into an executable called {@code bootstrap} and a zip that AWS Lambda accepts.
 *
 * <p>{@link dev.coldbrew.build.BootstrapBuild} is the way in. It does, step by step:
 *
 * <ol>
 *   <li>{@code MergedClasses}, {@code FunctionModule}, {@code JavaImage}: the function and its class path become one module
 *       inside a Java run-time image that has nothing else in it,
 *   <li>{@code TrainingRun}: that image runs the sample events against {@code TrainingRuntimeApi} and notes what it loads,
 *   <li>{@code ClassArchive}: what was loaded becomes a class archive that the JVM maps instead of parsing classes, and a
 *       check run proves that it does,
 *   <li>{@code FunctionZip}: all of it, the same bytes from the same inputs.
 * </ol>
 */
package dev.coldbrew.build;
