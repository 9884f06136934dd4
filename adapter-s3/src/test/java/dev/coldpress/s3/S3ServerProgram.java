package dev.coldpress.s3;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The server as a process of its own: with a directory as argument it keeps its objects there, else on the heap; with
 * {@code --plain} it is as it comes. It prints its endpoint, answers each line {@code age} with {@code aged}, and ends
 * with its input, so that it does not outlive the process that started it.
 */
final class S3ServerProgram {

    private S3ServerProgram() {}

    public static void main(String[] args) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (S3Server server = start(args)) {
            System.out.println(server.endpoint());
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals("age")) {
                    server.age();
                    System.out.println("aged");
                }
            }
        }
        System.exit(0);
    }

    private static S3Server start(String[] args) {
        if (args.length == 0) {
            return S3Server.start();
        }
        return args[0].equals("--plain") ? S3Server.startPlain() : S3Server.startOnDisk(Path.of(args[0]));
    }
}
