package dev.coldpress.s3;

/** Answers of a server of S3 that break off at any byte. */
class CutAnswersTest extends CutAnswersContract {

    @Override
    protected ServedStore start() {
        return new ServedS3();
    }
}
