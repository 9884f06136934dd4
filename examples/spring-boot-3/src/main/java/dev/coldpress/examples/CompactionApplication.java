package dev.coldpress.examples;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Compacts the lake that {@code coldpress.lake} names, at once and then every hour, until the application ends. */
@SpringBootApplication
public class CompactionApplication {

    public static void main(String[] args) {
        SpringApplication.run(CompactionApplication.class, args);
    }
}
