"""What is too large to be opened, and the refusals for it. Sizes in bytes."""

LARGEST_FILE = 50 * 1024 * 1024
LARGEST_PAGE = 10 * 1024 * 1024
LARGEST_UNPACKED = 200 * 1024 * 1024
LARGEST_MEMBER = 100 * 1024 * 1024
MOST_MEMBERS = 5000
MOST_PAGES = 3000
MOST_CHARACTERS = 20_000_000


def too_large(size: int) -> str:
    """The reason to refuse a file of this size, or "" when it may be read."""
    if size <= LARGEST_FILE:
        return ""
    most = LARGEST_FILE // 1024 // 1024
    return f"文件有{size / 1024 / 1024:.0f} MB，超过上限{most} MB，没有读取。请拆分后再导入。"
