package com.example.voucher;

import java.io.Closeable;
import java.io.IOException;

/** Where the lines are. */
interface Medium {

    /** Waits until nobody else uses them, and begins to. When this throws, nothing has happened. */
    Session open() throws IOException;

    /** A use of the lines, with nobody else at them until it is closed. */
    interface Session extends Closeable {

        /** How many bytes there are. */
        long size() throws IOException;

        /** The bytes from there to the end. */
        byte[] read(long from) throws IOException;

        /** Adds to the end; when this throws, perhaps only a part. */
        void append(byte[] bytes) throws IOException;

        /** Once this returns, all that can be read survives a power cut. */
        void force() throws IOException;
    }
}
