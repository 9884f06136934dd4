package dev.coldpress.s3;

/** Whole runs on S3 with an answer that breaks off. */
class CutCommitTest extends CutCommitContract {

    @Override
    protected ServedStore start() {
        return new ServedS3();
    }
}
