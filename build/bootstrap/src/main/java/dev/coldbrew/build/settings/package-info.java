/** The settings of a build: where each can be set, and which of these places wins. */
package dev.coldbrew.build.settings;
