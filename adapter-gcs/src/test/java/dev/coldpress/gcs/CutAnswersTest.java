package dev.coldpress.gcs;

import dev.coldpress.s3.CutAnswersContract;
import dev.coldpress.s3.ServedStore;

/** Answers of a server of Google Cloud Storage that break off at any byte. */
class CutAnswersTest extends CutAnswersContract {

    @Override
    protected ServedStore start() {
        return new ServedGcs();
    }
}
