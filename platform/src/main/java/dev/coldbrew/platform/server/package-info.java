/** AWS Lambda's REST API. A class that has an operation's name implements it; {@code Routes} lists all operations. */
package dev.coldbrew.platform.server;
