/**
 * The daemon: a schedule of runs, and what it tells over HTTP.
 *
 * <p>Start at {@link dev.coldpress.app.serve.Daemon}, which puts the parts together.
 * {@link dev.coldpress.app.serve.RunHistory} listens to the compactor and gives a
 * {@link dev.coldpress.app.serve.Status}; {@code StatusPage} writes it as HTML, {@code Endpoints} answers requests, and
 * {@code RunPermission} keeps other sites from starting runs.
 */
@NullMarked
package dev.coldpress.app.serve;

import org.jspecify.annotations.NullMarked;
