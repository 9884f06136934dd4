package dev.coldpress.gcs;

import dev.coldpress.s3.CutCommitContract;
import dev.coldpress.s3.ServedStore;

/** Whole runs on Google Cloud Storage with an answer that breaks off. */
class CutCommitTest extends CutCommitContract {

    @Override
    protected ServedStore start() {
        return new ServedGcs();
    }
}
