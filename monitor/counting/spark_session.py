"""The one door to Spark: a session that says nothing, keeps to itself and leaves nothing behind.

Two ways in. `local[2]` and `spark://host:port` start a Java of our own, which works in a private folder that is removed
at the end; what it must put on disk is encrypted. `sc://host:port` (Spark Connect) asks a server and needs no Java.

What passes are answers or exact counts, so nothing goes to another computer unencrypted: a server of Spark Connect
elsewhere must speak TLS, a cluster must have the secret of `spark.authenticate` in common with us.
"""

import importlib.util
import ipaddress
import os
import re
import shutil
import socket
import sys
import tempfile
import time
import warnings
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from monitor.counting.spark_told import failed, no_address, no_java, nobody, not_encrypted, not_installed, not_let_in
from monitor.errors import SchoolklimaatError
from monitor.texts import _

if TYPE_CHECKING:
    from pyspark.sql import SparkSession as SparkSession  # also for who has no business with pyspark

ANY_CORES = "local[*]"
PATIENCE = 20.0
"""Seconds that may go by until somebody answers."""
CONNECT_PORT = 15002
_LOCAL = re.compile(r"local(\[([1-9]\d*|\*)\])?")
_ADDRESSES = re.compile(r"(?P<host>[^\s,:/@\[\]]+|\[[0-9a-fA-F:]+\]):(?P<port>\d{1,5})")


@contextmanager
def session(master: str) -> Iterator["SparkSession"]:
    """A session of Spark at this address, and its end.

    Raises:
        CallError: no address that we know.
        EngineRefused: Spark or Java is not installed, or nobody answers there.
    """
    ways: dict[str, Callable[[str, ExitStack], SparkSession]] = {"sc": _of_server, "spark": _of_cluster}
    way = _of_this_computer if _LOCAL.fullmatch(master) else ways.get(master.partition("://")[0])
    if way is None:
        raise no_address(master)
    _require_pyspark()
    with ExitStack() as ends:
        with _quiet():
            made = way(master, ends)
        yield made


@contextmanager
def _quiet() -> Iterator[None]:
    """Without what is said of pyspark: that pandas is newer (we hand it Arrow tables), what it leaves unclosed."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="PySpark does not yet fully support pandas", category=FutureWarning)
        warnings.filterwarnings("ignore", message="unclosed ", category=ResourceWarning)
        yield


@contextmanager
def told_if_it_fails() -> Iterator[None]:
    """Say why Spark could not count, in our words: in its own there may be anything.

    Raises:
        EngineRefused: it failed.
    """
    try:
        with _quiet():
            yield
    except SchoolklimaatError:
        raise
    except Exception as fault:
        raise failed(str(fault)) from fault


def _require_pyspark() -> None:
    if importlib.util.find_spec("pyspark") is None:
        raise not_installed(_("Spark is not installed."))


def _of_this_computer(master: str, ends: ExitStack) -> "SparkSession":
    here = {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
    return _with_java(master, here, {"PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}, ends)


def _of_cluster(master: str, ends: ExitStack) -> "SparkSession":
    addresses = master.removeprefix("spark://").split(",")
    found = [_ADDRESSES.fullmatch(one) for one in addresses]
    if not all(found):
        raise no_address(master)
    _require_somebody(master, [(one["host"].strip("[]"), int(one["port"])) for one in found if one])
    python = os.environ.get("PYSPARK_PYTHON", sys.executable)
    made = _with_java(master, {}, {"PYSPARK_PYTHON": python}, ends)
    made.sparkContext.addPyFile(str(_ourselves(ends)))
    return made


def _of_server(url: str, ends: ExitStack) -> "SparkSession":
    address = urlsplit(url)
    try:
        host, port = address.hostname or "", address.port or CONNECT_PORT
    except ValueError:
        host, port = "", 0
    if not host:
        raise no_address(url)
    if "use_ssl=true" not in address.path.casefold().split(";") and not _is_this_computer(host):
        raise not_encrypted(host)
    _require_somebody(f"{host}:{port}", [(host, port)])
    made = _connected(url, f"{host}:{port}")
    ends.callback(made.stop)
    made.clearProgressHandlers()
    made.addArtifacts(str(_ourselves(ends)), pyfile=True)
    return made


def _connected(url: str, told: str) -> "SparkSession":
    """A session of Spark Connect; its own way to connect waits for minutes."""
    os.environ.setdefault("GRPC_VERBOSITY", "NONE")  # else it writes to stderr what we say ourselves
    try:
        import grpc
        from pyspark.errors import PySparkException
        from pyspark.sql.connect.client import DefaultChannelBuilder
        from pyspark.sql.connect.session import SparkSession as ConnectSession
    except ImportError:
        raise not_installed(_("What Spark Connect needs is not installed.")) from None
    try:
        builder = DefaultChannelBuilder(url)
        with builder.toChannel() as channel:
            grpc.channel_ready_future(channel).result(timeout=PATIENCE)
        return cast("SparkSession", ConnectSession.builder.channelBuilder(builder).create())
    except (grpc.FutureTimeoutError, grpc.RpcError):
        raise nobody(told) from None
    except PySparkException:
        raise no_address(url) from None


def _with_java(master: str, more: dict[str, str], environment: dict[str, str], ends: ExitStack) -> "SparkSession":
    """A session with a Java of our own, in a private folder."""
    _require_java()
    from pyspark import SparkConf, SparkContext
    from pyspark.java_gateway import launch_gateway
    from pyspark.sql import SparkSession

    folder = _private_folder(ends)
    settings = [*_settings(folder).items(), *more.items(), ("spark.master", master)]
    conf = SparkConf(loadDefaults=False).setAll(settings)
    with (folder / "java.log").open("wb") as log, _environment(environment, without=("SPARK_LOCAL_DIRS",)):
        try:
            gateway = launch_gateway(conf, {"stdout": log, "stderr": log})  # type: ignore[no-untyped-call] # not typed there
        except Exception:
            gateway = None
        if gateway is None:
            raise no_java()
        ends.callback(_end_java, gateway)
        try:
            context = SparkContext(gateway=gateway, conf=conf)  # of a cluster without a word it has enough in a minute
        except Exception as fault:
            raise not_let_in(master, fault) from None
    ends.callback(context.stop)
    return SparkSession(context)


def _settings(folder: Path) -> dict[str, str]:
    """How Spark is to be: quiet, without a page of its own, what it writes encrypted and in our folder alone."""
    return {
        "spark.app.name": "schoolklimaat",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "ERROR",
        "spark.eventLog.enabled": "false",
        "spark.local.dir": str(folder),
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.driver.extraJavaOptions": f'-Djava.io.tmpdir="{folder}"',
        # with this, what we hand to Java goes through a socket and not through a plain file (`_serialize_to_jvm`)
        "spark.io.encryption.enabled": "true",
        "spark.io.encryption.keySizeBits": "256",
        "spark.authenticate": "true",
        "spark.network.crypto.enabled": "true",
    }


def _private_folder(ends: ExitStack) -> Path:
    folder = Path(tempfile.mkdtemp(prefix="schoolklimaat-spark-"))
    ends.callback(shutil.rmtree, folder, ignore_errors=True)
    return folder


@contextmanager
def _environment(given: dict[str, str], *, without: tuple[str, ...]) -> Iterator[None]:
    """These variables of the environment, until Java has started with them and Spark has read them."""
    before = {name: os.environ.get(name) for name in (*given, *without)}
    try:
        os.environ.update(given)
        for name in without:
            os.environ.pop(name, None)
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None) if value is None else os.environ.update({name: value})


def _end_java(gateway: Any) -> None:
    """Java ends when nobody is at its input any more; a next session starts a new one."""
    from pyspark import SparkContext

    gateway.shutdown()
    gateway.proc.stdin.close()
    try:
        gateway.proc.wait(PATIENCE)
    except Exception:
        gateway.proc.kill()
    SparkContext._gateway = SparkContext._jvm = None
    SparkContext._active_spark_context = None


def _require_java() -> None:
    home = os.environ.get("JAVA_HOME")
    if shutil.which("java", path=str(Path(home) / "bin") if home else None) is None:
        raise no_java()


def _require_somebody(told: str, addresses: list[tuple[str, int]]) -> None:
    """Somebody listens at one of these addresses."""
    until = time.monotonic() + PATIENCE
    for address in addresses:
        try:
            socket.create_connection(address, timeout=max(1.0, until - time.monotonic())).close()
        except (OSError, OverflowError):
            continue
        return
    raise nobody(told)


def _is_this_computer(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _ourselves(ends: ExitStack) -> Path:
    """Our own code as one file, so that the computers of a cluster count with the very same lines."""
    root = Path(__file__).parents[1]
    made = _private_folder(ends) / "schoolklimaat-code.zip"
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(root.rglob("*")):
            if path.suffix in (".py", ".po"):  # and the words in which they refuse a file
                packed.write(path, path.relative_to(root.parent))
    return made
