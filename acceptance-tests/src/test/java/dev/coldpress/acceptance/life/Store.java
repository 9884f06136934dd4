package dev.coldpress.acceptance.life;

/** Where a lake of a test lies. */
enum Store {
    LOCAL,
    S3
}
