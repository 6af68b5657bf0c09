package uk.nsirs.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A server certificate for one test, made by the JDK's keytool and signed by itself: whoever trusts {@link #pem} trusts
 * this server and no other.
 */
public final class Certificate {

    /** Protects {@link #keyStore}. */
    public static final String PASSWORD = "changeit";

    private static final String ALIAS = "server";

    private final Path directory;
    private final KeyStore keys;

    private Certificate(Path directory, KeyStore keys) {
        this.directory = directory;
        this.keys = keys;
    }

    /**
     * Makes one.
     *
     * @param directory where its files go; made if it is not there
     * @param hostName the only name it is good for
     */
    public static Certificate of(Path directory, String hostName) {
        try {
            Files.createDirectories(directory);
            var certificate = new Certificate(directory, generated(directory.resolve("server.p12"), hostName));
            certificate.writePem(
                    certificate.pem(),
                    "CERTIFICATE",
                    certificate.keys.getCertificate(ALIAS).getEncoded());
            // PostgreSQL takes a key that others may read for stolen.
            Files.createFile(
                    certificate.pemKey(),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            certificate.writePem(
                    certificate.pemKey(),
                    "PRIVATE KEY",
                    certificate.keys.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded());
            return certificate;
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        } catch (GeneralSecurityException unusable) {
            throw new IllegalStateException("A certificate could not be made", unusable);
        }
    }

    /** The certificate, in PEM: also the root to trust. */
    public Path pem() {
        return directory.resolve("server.crt");
    }

    /** Its private key, in PEM, not encrypted. */
    public Path pemKey() {
        return directory.resolve("server.key");
    }

    /** Certificate and key as PKCS 12, under {@value #PASSWORD}. */
    public Path keyStore() {
        return directory.resolve("server.p12");
    }

    /** For a server in this JVM. */
    public SSLContext serverContext() {
        try {
            var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, PASSWORD.toCharArray());
            var context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException unusable) {
            throw new IllegalStateException("A certificate could not be used", unusable);
        }
    }

    private static KeyStore generated(Path file, String hostName) throws IOException, GeneralSecurityException {
        var output = file.resolveSibling("keytool.log");
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-J-XX:TieredStopAtLevel=1",
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=" + hostName,
                        "-ext",
                        "san=dns:" + hostName,
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException("keytool: " + Files.readString(output));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while keytool worked", interrupted);
        }
        return KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
    }

    private void writePem(Path file, String what, byte[] bytes) throws IOException {
        Files.writeString(
                file,
                "-----BEGIN " + what + "-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes) + "\n-----END " + what
                        + "-----\n");
    }
}
