package com.example.voucher;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file. Its lock keeps other processes out; it is never made here, so that one on a lost disk is missed. */
final class FileMedium implements Medium {

    private final Path file;

    FileMedium(Path file) {
        this.file = file;
    }

    /** Throws unless the file can be read and written. */
    void probe() throws IOException {
        channel().close();
    }

    @Override
    public Session open() throws IOException {
        FileChannel channel = channel();
        try {
            // Closing the channel releases it.
            channel.lock();
            return new FileSession(channel);
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new IOException("this process uses the file already", e);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private FileChannel channel() throws IOException {
        return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private record FileSession(FileChannel channel) implements Session {

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public byte[] read(long from) throws IOException {
            ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size() - from));
            while (bytes.hasRemaining()) {
                if (channel.read(bytes, from + bytes.position()) < 0) {
                    throw new EOFException("the file became shorter while it was read");
                }
            }
            return bytes.array();
        }

        @Override
        public void append(byte[] bytes) throws IOException {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            channel.position(channel.size());
            while (left.hasRemaining()) {
                channel.write(left);
            }
        }

        @Override
        public void force() throws IOException {
            // With the metadata: the length of the file belongs to what was written.
            channel.force(true);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
